// Deploying with Microsoft's SDK for JavaScript (@azure/arm-resources, an optional peer dependency).

export { deploy, type DeployOptions, type Progress } from "./deploy.js";
export { plan, ReadFailure, type Deployable, type Plan, type PlannedGroup, type PlannedResource } from "./plan.js";
export { readBack } from "./read-back.js";
export { resourceManagementClient } from "./client.js";
export { DeployError, type DeployReport, type DeployResult, type Done, type FailedWrite } from "./report.js";
export type { Live, Polling } from "./arm.js";
export type { Difference } from "./compare.js";
export type { Problem } from "./failure.js";
export type { ClientOptions, Credential, ReadOptions, RetryPolicy } from "./options.js";
export { DesignError, UsageError } from "../errors.js";
