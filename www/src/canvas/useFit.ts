// Shows the whole drawing: at first, when asked, and when what is drawn or the room for it changes -
// until the user moves it.

import { useReactFlow } from "@xyflow/react";
import { useEffect, useMemo, useRef, type RefObject } from "react";
import { useDesigner } from "../state/store.ts";
import type { Scene } from "./scene.ts";

/** The tools stand above the drawing, and paths between boxes above each other bulge to its right. */
const WHOLE = { padding: { top: "56px", right: "56px", bottom: "16px", left: "16px" }, maxZoom: 1.1 } as const;

export function useFit(scene: Scene, room: RefObject<HTMLElement | null>): { userMoved(): void } {
  const flow = useReactFlow();
  const requests = useDesigner((state) => state.fitRequests);
  const moved = useRef(false);

  useEffect(() => {
    moved.current = false;
  }, [requests]);

  useEffect(() => {
    if (moved.current) return;
    // After React Flow has taken the new nodes over.
    const frame = requestAnimationFrame(() => void flow.fitView(WHOLE));
    return () => cancelAnimationFrame(frame);
  }, [flow, requests, scene]);

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (!moved.current) void flow.fitView(WHOLE);
    });
    if (room.current !== null) observer.observe(room.current);
    return () => observer.disconnect();
  }, [flow, room]);

  return useMemo(() => ({ userMoved: () => void (moved.current = true) }), []);
}
