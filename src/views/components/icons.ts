import { type Html, trusted } from '../html.ts';

const PEN =
  'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';

/** On 20 × 20 in the colour of the text around it; a word always stands beside it, so it is hidden from readers. */
function icon(shape: string): Html {
  return trusted(`<svg viewBox="0 0 20 20" ${PEN} aria-hidden="true">${shape}</svg>`);
}

const RING = '<circle cx="10" cy="10" r="8"/>';

/** One shape a meaning, told apart without colour. */
export const ICONS = {
  calendar: icon(
    '<rect x="2.5" y="3.5" width="15" height="14" rx="2"/><path d="M2.500 8h15M6.500 1.500v4M13.500 1.500v4"/>',
  ),
  check: icon(`${RING}<path d="m6.500 10.300 2.400 2.400 4.600-5.200"/>`),
  clock: icon(`${RING}<path d="M10 5.500V10l3 2"/>`),
  alert: icon(`${RING}<path d="M10 6v4.800M10 13.900v.1"/>`),
  cross: icon(`${RING}<path d="m7.300 7.300 5.400 5.400M12.700 7.300l-5.400 5.400"/>`),
  slash: icon(`${RING}<path d="m4.500 15.500 11-11"/>`),
  back: icon('<path d="M7 4 3 8l4 4M3.500 8H12a5 5 0 0 1 0 10H8"/>'),
  lock: icon(
    '<rect x="4" y="9" width="12" height="8.500" rx="1.500"/><path d="M6.500 9V6.500a3.500 3.500 0 0 1 7 0V9"/>',
  ),
  pen: icon('<path d="M3 17l1-4L13.500 3.500l3 3L7 16z"/>'),
} as const;
