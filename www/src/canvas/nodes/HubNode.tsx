// A virtual hub: a container that Azure runs, with its firewall inside and lines to the networks that it joins.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { Anchors, boxClass, Mark } from "./parts.tsx";

const Icon = KIND_ICONS.virtualHub;

export const HubNode = memo(function HubNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  const { box, marks } = data;
  return (
    <div className={boxClass("network", data, selected)}>
      <Anchors />
      <header className="box-header">
        <Icon size={16} aria-hidden className="box-icon" />
        <div className="cut">
          <div className="box-title cut" title={box.title}>
            {box.title}
          </div>
          <div className="box-subtitle cut" title={box.subtitle}>
            {box.subtitle}
          </div>
        </div>
        <Mark marks={marks} />
      </header>
    </div>
  );
});
