/** What a logo may be: room for a sharp one, and no room for a bomb. Checked before anything is decoded. */
export const LOGO_LIMITS = {
  /** Of the file. */
  bytes: 500_000,
  pixels: 2_000_000,
  side: 4_000,
  smallestSide: 16,
  /** How often the short side goes into the long one. */
  ratio: 12,
  /** Of what is stored, made of it. */
  storedBytes: 1_000_000,
} as const;

/** Why a file is no logo, in a sentence. */
export type Refusal = { readonly kind: 'refused'; readonly why: string };
export const refuse = (why: string): Refusal => ({ kind: 'refused', why });

export const BROKEN = refuse(
  'The picture is broken: part of the file is missing or changed. Export it again.',
);

export function sizeProblem(width: number, height: number): Refusal | null {
  const { pixels, side, smallestSide, ratio } = LOGO_LIMITS;
  if (width < smallestSide || height < smallestSide) {
    return refuse(`The picture is ${width} × ${height} pixels: give at least ${smallestSide} each way.`);
  }
  if (width > side || height > side || width * height > pixels) {
    return refuse(
      `The picture is ${width} × ${height} pixels: give at most ${side} each way, and ${pixels / 1_000_000} million in all.`,
    );
  }
  if (Math.max(width, height) <= ratio * Math.min(width, height)) return null;
  return refuse(
    `The picture is ${width} × ${height} pixels, which is shown as a line: give one whose long side is at most ${ratio} times its short one.`,
  );
}
