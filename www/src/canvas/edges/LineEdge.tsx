// A peering, a connection of a gateway, or the way to a public address.

import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import type { LineEdge as LineEdgeType } from "../flowEdges.ts";
import { Mark } from "../nodes/parts.tsx";

export const LineEdge = memo(function LineEdge({ id, data, selected }: EdgeProps<LineEdgeType>): ReactNode {
  if (data === undefined) return null;
  const { line, stroke, marks, dimmed } = data;
  const look = [
    "line",
    `line-${line.kind}`,
    line.incomplete ? "line-incomplete" : "",
    dimmed ? "line-dimmed" : "",
    selected === true ? "line-selected" : "",
  ].join(" ");
  return (
    <>
      <BaseEdge id={id} path={stroke.path} className={look} interactionWidth={line.kind === "peering" ? 20 : 0} />
      {line.label !== "" && (
        <EdgeLabelRenderer>
          <div
            className={`line-label ${look}`}
            style={{ transform: `translate(-50%, -50%) translate(${stroke.label.x}px, ${stroke.label.y}px)` }}
          >
            {line.label}
            <Mark marks={marks} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
