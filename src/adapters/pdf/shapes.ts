import { number } from './file/values.ts';

/** How far a corner's curve is led (a quarter of a circle, as a Bézier curve). */
const KAPPA = 0.5523;

/** A colour `#rrggbb` as the three operands of `rg`. */
export const colorOf = (color: string): string =>
  [1, 3, 5].map((at) => number(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' ');

/** The path of a rectangle, by its lower left corner, with round corners if it has a radius. */
export function rectangle(x: number, y: number, width: number, height: number, radius: number): string {
  if (radius === 0) return `${[x, y, width, height].map(number).join(' ')} re`;
  const [r, k] = [radius, radius * (1 - KAPPA)];
  const [right, top] = [x + width, y + height];
  const curve = (...points: number[]) => `${points.map(number).join(' ')} c`;
  return [
    `${number(x + r)} ${number(y)} m ${number(right - r)} ${number(y)} l`,
    curve(right - k, y, right, y + k, right, y + r),
    `${number(right)} ${number(top - r)} l`,
    curve(right, top - k, right - k, top, right - r, top),
    `${number(x + r)} ${number(top)} l`,
    curve(x + k, top, x, top - k, x, top - r),
    `${number(x)} ${number(y + r)} l`,
    curve(x, y + k, x + k, y, x + r, y),
    'h',
  ].join(' ');
}
