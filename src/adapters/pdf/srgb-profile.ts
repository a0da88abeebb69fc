/**
 * The colour space sRGB (IEC 61966-2-1) as an ICC profile of version 4.2 (ICC.1:2004-10), which PDF/A asks for: nine numbers
 * and a curve, so it is written here and nobody's licence is on it.
 */
export function srgbProfile(): Uint8Array {
  const tags = tagsOf();
  const table = 4 + 12 * tags.length;
  const datas = [...new Set(tags.map(([, data]) => data))];
  const offsets = new Map<Uint8Array, number>();
  let end = HEADER_BYTES + table;
  for (const data of datas) {
    offsets.set(data, end);
    end += Math.ceil(data.length / 4) * 4;
  }
  const profile = new Uint8Array(end);
  const view = new DataView(profile.buffer);
  writeHeader(view, end);
  view.setUint32(HEADER_BYTES, tags.length);
  for (const [i, [name, data]] of tags.entries()) {
    const at = HEADER_BYTES + 4 + 12 * i;
    profile.set(ascii(name), at);
    view.setUint32(at + 4, offsets.get(data) ?? 0);
    view.setUint32(at + 8, data.length);
  }
  for (const [data, offset] of offsets) profile.set(data, offset);
  return profile;
}

const HEADER_BYTES = 128;
const D50 = [0.9642, 1, 0.8249] as const;

function writeHeader(view: DataView, size: number): void {
  const bytes = new Uint8Array(view.buffer);
  view.setUint32(0, size);
  view.setUint32(8, 0x0420_0000);
  bytes.set(ascii('mntrRGB XYZ '), 12);
  // The day of the specification: the same profile is always the same bytes.
  for (const [i, part] of [2004, 10, 1, 0, 0, 0].entries()) view.setUint16(24 + 2 * i, part);
  bytes.set(ascii('acsp'), 36);
  for (const [i, part] of D50.entries()) view.setInt32(68 + 4 * i, fixed(part));
}

type Tag = readonly [name: string, data: Uint8Array];

function tagsOf(): readonly Tag[] {
  // sRGB's curve as a function of type 3: ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 below 0.04045.
  const curve = data('para', [
    3 * 0x1_0000,
    ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed),
  ]);
  return [
    ['desc', text('sRGB IEC61966-2.1')],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', data('XYZ ', D50.map(fixed))],
    // From D65, which sRGB is seen by, to D50 (Bradford).
    ['chad', data('sf32', CHROMATIC_ADAPTATION.map(fixed))],
    ['rXYZ', data('XYZ ', [0.43607, 0.22249, 0.01392].map(fixed))],
    ['gXYZ', data('XYZ ', [0.38515, 0.71687, 0.09708].map(fixed))],
    ['bXYZ', data('XYZ ', [0.14307, 0.06061, 0.7141].map(fixed))],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
}

const CHROMATIC_ADAPTATION = [
  1.04791, 0.02293, -0.0502, 0.0296, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179,
];

/** A number as s15Fixed16. */
const fixed = (number: number): number => Math.round(number * 0x1_0000);

function data(type: string, words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 + 4 * words.length);
  bytes.set(ascii(type));
  const view = new DataView(bytes.buffer);
  for (const [i, word] of words.entries()) view.setInt32(8 + 4 * i, word);
  return bytes;
}

/** One English text, as `mluc`. */
function text(said: string): Uint8Array {
  const bytes = new Uint8Array(28 + 2 * said.length);
  bytes.set(ascii('mluc'));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, 1);
  view.setUint32(12, 12);
  bytes.set(ascii('enUS'), 16);
  view.setUint32(20, 2 * said.length);
  view.setUint32(24, 28);
  for (let i = 0; i < said.length; i += 1) view.setUint16(28 + 2 * i, said.charCodeAt(i));
  return bytes;
}

const ascii = (letters: string): Uint8Array => new TextEncoder().encode(letters);
