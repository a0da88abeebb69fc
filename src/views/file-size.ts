const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

/** How large a file is, as its reader's language writes it: `1 kB`, `3.4 MB`. */
export function fileSize(bytes: number, locale: string): string {
  const isLarge = bytes >= MEGABYTE;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: isLarge ? 1 : 0,
  });
  return format.format(isLarge ? bytes / MEGABYTE : Math.max(1, bytes / KILOBYTE));
}
