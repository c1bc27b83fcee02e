// Shows the whole drawing at first, when asked, and when the room changes - until the user moves it.

import { useReactFlow } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { useDesigner } from "../state/store.ts";

/** The tools stand above the drawing. */
const WHOLE = { padding: { top: "56px", right: "16px", bottom: "16px", left: "16px" }, maxZoom: 1.1 } as const;

export function useFit(): { userMoved(): void } {
  const flow = useReactFlow();
  const requests = useDesigner((state) => state.fitRequests);
  const moved = useRef(false);

  useEffect(() => {
    moved.current = false;
    // After React Flow has taken the new nodes over.
    const frame = requestAnimationFrame(() => void flow.fitView(WHOLE));
    return () => cancelAnimationFrame(frame);
  }, [flow, requests]);

  useEffect(() => {
    const room = document.querySelector(".canvas");
    if (room === null) return;
    const observer = new ResizeObserver(() => {
      if (!moved.current) void flow.fitView(WHOLE);
    });
    observer.observe(room);
    return () => observer.disconnect();
  }, [flow]);

  return useMemo(() => ({ userMoved: () => void (moved.current = true) }), []);
}
