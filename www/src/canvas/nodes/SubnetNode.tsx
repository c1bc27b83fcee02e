// A subnet: its prefix, the route table and security group it carries, and room for what stands in it.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { selectObject } from "../../actions/select.ts";
import { KINDS } from "../../objects/index.ts";
import { useStoreApi } from "../../state/store.ts";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { FIREWALL_SUBNET, GATEWAY_SUBNET, type Badge } from "../scene.ts";
import type { Marks } from "../../document/problems.ts";
import { boxClass, Mark } from "./parts.tsx";

export const SubnetNode = memo(function SubnetNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  const { box, marks, badgeMarks } = data;
  const name = box.title.toLowerCase();
  const special = name === GATEWAY_SUBNET ? KIND_ICONS.gateway : name === FIREWALL_SUBNET ? KIND_ICONS.firewall : null;
  const Icon = special ?? KIND_ICONS.subnet;
  return (
    <div className={`${boxClass("subnet", data, selected)} ${special === null ? "" : "box-special"}`}>
      <header className="box-header">
        <Icon size={14} aria-hidden className="box-icon" />
        <div className="cut">
          <div className="box-title cut" title={box.title}>
            {box.title}
          </div>
          <div className="box-subtitle mono cut" title={box.subtitle}>
            {box.subtitle}
          </div>
        </div>
        <Mark marks={marks} />
      </header>
      {box.badges.length > 0 && (
        <div className="badges">
          {box.badges.map((badge, index) => (
            <BadgeChip key={badge.kind} badge={badge} marks={badgeMarks[index]} picking={data.picking} />
          ))}
        </div>
      )}
    </div>
  );
});

function BadgeChip({ badge, marks, picking }: { badge: Badge; marks: Marks | undefined; picking: boolean }): ReactNode {
  const store = useStoreApi();
  const Icon = KIND_ICONS[badge.kind];
  const { id } = badge;
  const kind = KINDS[badge.kind].label;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`badge nodrag ${id === null ? "badge-missing" : ""} ${marks ? `badge-${marks.worst}` : ""}`}
      title={id === null ? `${kind} ${badge.name}: the design has none of this name` : `${kind} ${badge.name}`}
      onClick={(event) => {
        if (picking || id === null) return;
        event.stopPropagation();
        selectObject(store, id, "canvas");
      }}
    >
      <Icon size={12} aria-hidden />
      <span className="cut">{badge.name}</span>
    </button>
  );
}
