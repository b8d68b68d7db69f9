export { CARD_ICONS, type CardIcon } from "./icons.ts";
export { arrowPath, edgePath, levelled } from "./edgePath.ts";
export { averageMeasure, fitName, fitText, type CardFont, type MeasureText } from "./measure.ts";
export {
  iconOf,
  marksOf,
  restingLine,
  splitKey,
  type CardLine,
  type Mark,
  type PictureCard,
  type Tone,
} from "./card.ts";
export { exportTheme, plainTheme, type ExportTheme, type ThemeColors, type ThemeKind } from "./theme.ts";
export { pictureOf, type GraphPicture, type PictureOptions } from "./picture.ts";
export { toSvg } from "./svg.ts";
export { toHtmlPage } from "./page.ts";
