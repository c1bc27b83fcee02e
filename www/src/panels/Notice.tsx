// A short message about what just happened; it goes by itself.

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { useDesigner, useStoreApi } from "../state/store.ts";
import { IconButton } from "../widgets/Button.tsx";
import "./notice.css";

const SHOWN = { info: 4000, error: 10000 };

export function NoticeView(): ReactNode {
  const store = useStoreApi();
  const notice = useDesigner((state) => state.notice);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => store.setState({ notice: null }), SHOWN[notice.tone]);
    return () => clearTimeout(timer);
  }, [notice, store]);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notice !== null && (
        <p key={notice.serial} className={`notice notice-${notice.tone}`}>
          {notice.tone === "error" ? <CircleAlert size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />}
          <span>{notice.text}</span>
          <IconButton
            icon={X}
            label="Dismiss"
            className="icon-button-small"
            onClick={() => store.setState({ notice: null })}
          />
        </p>
      )}
    </div>
  );
}
