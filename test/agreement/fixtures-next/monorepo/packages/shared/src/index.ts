import { asset } from "strataline";
import { LAYER } from "@shop/keys";

export const calendar = asset({ key: "bronze/calendar", run: () => [] });
export const clean = (name: string) =>
  asset({ key: `${LAYER}/${name}`, deps: { calendar, raw: `bronze/${name}` }, run: () => [] });
