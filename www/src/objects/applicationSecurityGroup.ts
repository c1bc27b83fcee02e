// An application security group: network interfaces that security rules name together.
import { filled, type Field, type ObjectKind } from "./kind.ts";

const FIELDS: readonly Field[] = [{ key: "name", label: "Name", type: "text", placeholder: "asg-web", required: true }];

export const applicationSecurityGroup: ObjectKind = {
  kind: "applicationSecurityGroup",
  label: "Application security group",
  plural: "Application security groups",
  collection: "applicationSecurityGroups",
  asks: FIELDS,
  fields: () => FIELDS,
  create: ({ name }) => filled({ name }),
};
