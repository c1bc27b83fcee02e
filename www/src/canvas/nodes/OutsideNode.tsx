// What is outside of networks: a site on premises, the Internet, or a group that connects networks.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { Anchors, boxClass, Hints, Mark } from "./parts.tsx";

export const OutsideNode = memo(function OutsideNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  const { box, marks } = data;
  const Icon = KIND_ICONS[box.object ?? "internet"];
  return (
    <div className={boxClass("outside", data, selected)}>
      <Anchors />
      <Icon size={20} strokeWidth={1.75} aria-hidden className="box-icon" />
      <div className="cut">
        <div className="box-line">
          <div className="box-title cut" title={box.title}>
            {box.title}
          </div>
          <Hints hints={box.hints} picking={data.picking} />
        </div>
        <div className={`box-subtitle cut ${box.kind === "site" ? "mono" : ""}`} title={box.subtitle}>
          {box.subtitle}
        </div>
      </div>
      <Mark marks={marks} />
    </div>
  );
});
