// What the boxes share: their look, their mark of problems, their handle.

import { Handle, Position } from "@xyflow/react";
import { Lock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Marks } from "../../document/problems.ts";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxData } from "../flowNodes.ts";
import type { Hint } from "../scene.ts";

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

const SIGNS: Readonly<Record<Hint["sign"], LucideIcon>> = {
  private: Lock,
  securityAdminRule: KIND_ICONS.securityAdminRule,
};

export function Hints({ hints }: { hints: readonly Hint[] }): ReactNode {
  return hints.map(({ sign, title }) => {
    const Icon = SIGNS[sign];
    return (
      <span key={sign} className="box-hint" title={title}>
        <Icon size={14} aria-hidden />
      </span>
    );
  });
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
