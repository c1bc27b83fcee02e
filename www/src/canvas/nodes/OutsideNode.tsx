// What is outside Azure: a site on premises, or the Internet.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { Anchors, boxClass, Mark } from "./parts.tsx";

export const OutsideNode = memo(function OutsideNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  const { box, marks } = data;
  const Icon = KIND_ICONS[box.kind === "internet" ? "internet" : "site"];
  return (
    <div className={boxClass("outside", data, selected)}>
      <Anchors />
      <Icon size={20} strokeWidth={1.75} aria-hidden className="box-icon" />
      <div className="cut">
        <div className="box-title cut" title={box.title}>
          {box.title}
        </div>
        <div className={`box-subtitle cut ${box.kind === "site" ? "mono" : ""}`} title={box.subtitle}>
          {box.subtitle}
        </div>
      </div>
      <Mark marks={marks} />
    </div>
  );
});
