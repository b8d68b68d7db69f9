export { arrowPath, edgePath, levelled } from "@strataline/core/graph";
