// What stands in a subnet: a firewall, a gateway, an appliance, a private endpoint.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { Anchors, boxClass, Hints, Mark } from "./parts.tsx";

export const DeviceNode = memo(function DeviceNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  const { box, marks } = data;
  const Icon = KIND_ICONS[box.object ?? "appliance"];
  return (
    <div className={boxClass("device", data, selected)}>
      <Anchors />
      <Icon size={16} aria-hidden className="box-icon" />
      <div className="cut">
        <div className="box-line">
          <div className="box-title cut" title={box.title}>
            {box.title}
          </div>
          <Hints hints={box.hints} picking={data.picking} />
        </div>
        <div className="box-subtitle cut" title={box.subtitle}>
          {box.subtitle}
        </div>
      </div>
      <Mark marks={marks} />
    </div>
  );
});
