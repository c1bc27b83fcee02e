// What a panel shows when there is nothing to show, and what to do about it.

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import "./empty.css";

export function Empty({
  icon: Icon,
  title,
  children,
}: {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <Icon size={24} strokeWidth={1.5} aria-hidden />
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-text">{children}</div>}
    </div>
  );
}
