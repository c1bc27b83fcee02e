// A subnet: its prefix, the route table and security group it carries, and room for what stands in it.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { selectObject } from "../../actions/select.ts";
import { useStoreApi } from "../../state/store.ts";
import { KIND_ICONS } from "../../widgets/icons.ts";
import { badgeLabel, type BoxNode } from "../flowNodes.ts";
import { SPECIAL_SUBNETS, type Badge } from "../scene.ts";
import { badgeRows } from "../sizes.ts";
import type { Marks } from "../../document/problems.ts";
import { boxClass, Header } from "./parts.tsx";

export const SubnetNode = memo(function SubnetNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  const { box, badgeMarks } = data;
  const special = SPECIAL_SUBNETS[box.title.toLowerCase()];
  const Icon = KIND_ICONS[special ?? "subnet"];
  return (
    <div className={`${boxClass("subnet", data, selected)} ${special === undefined ? "" : "box-special"}`}>
      <Header icon={Icon} size={14} data={data} />
      {box.badges.length > 0 && (
        <div className="badges">
          {badgeRows(box.badges).map((pair) => (
            <div key={pair[0]} className="badges-row">
              {pair.map((index) => {
                const badge = box.badges[index];
                return (
                  badge && <BadgeChip key={index} badge={badge} marks={badgeMarks[index]} picking={data.picking} />
                );
              })}
            </div>
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
  const kind = badgeLabel(badge.kind);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`badge badge-${badge.kind} nodrag ${id === null ? "badge-missing" : ""} ${marks ? `badge-${marks.worst}` : ""}`}
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
