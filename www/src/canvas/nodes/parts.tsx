// What the boxes share: their look, their mark of problems, their handle.

import { Handle, Position } from "@xyflow/react";
import type { ReactNode } from "react";
import type { Marks } from "../../document/problems.ts";
import type { BoxData } from "../flowNodes.ts";

export function boxClass(kind: string, { dimmed, picking, chosen }: BoxData, selected: boolean | undefined): string {
  return [
    "box",
    `box-${kind}`,
    dimmed ? "box-dimmed" : "",
    picking ? "box-picking" : "",
    chosen !== null ? "box-chosen" : "",
    selected === true ? "box-selected" : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** Lines have their own geometry; React Flow only asks that both ends have handles. */
export function Anchors(): ReactNode {
  return (
    <>
      <Handle type="source" position={Position.Right} isConnectable={false} className="anchor" />
      <Handle type="target" position={Position.Left} isConnectable={false} className="anchor" />
    </>
  );
}

export function Mark({ marks }: { marks: Marks | undefined }): ReactNode {
  if (marks === undefined || marks.worst === "info") return null;
  const title = `${marks.count} ${marks.count === 1 ? "problem" : "problems"}`;
  return (
    <span className={`mark mark-${marks.worst}`} role="img" aria-label={title} title={title}>
      {marks.count}
    </span>
  );
}
