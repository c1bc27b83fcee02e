// What stands in a subnet: a firewall, a gateway, an appliance, a private endpoint.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { boxClass, Leaf } from "./parts.tsx";

export const DeviceNode = memo(function DeviceNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  return (
    <div className={boxClass("device", data, selected)}>
      <Leaf icon={KIND_ICONS[data.box.object ?? "appliance"]} size={16} mono={false} data={data} />
    </div>
  );
});
