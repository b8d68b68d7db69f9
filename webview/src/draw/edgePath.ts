export { arrowPath, edgePath } from "@strataline/core/graph";
