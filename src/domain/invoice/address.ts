import { memo } from '../memo.ts';

/** A postal address; every part may be missing. `country` is ISO 3166-1 alpha-2. */
export type Address = {
  readonly line1?: string | null;
  readonly line2?: string | null;
  readonly town?: string | null;
  readonly region?: string | null;
  readonly postcode?: string | null;
  readonly country?: string | null;
};

/** Where the postcode follows the town and region, on one line: `New York, NY 10038`. */
const POSTCODE_LAST = new Set(['US', 'CA', 'AU', 'NZ', 'IN', 'BR', 'TH', 'SG', 'PH', 'MY', 'KR']);
/** Where the postcode stands on a line of its own, after the town. */
const POSTCODE_ALONE = new Set(['GB', 'IE', 'GG', 'JE', 'IM', 'ZA', 'HK', 'KE']);

const countryNames = memo<Intl.DisplayNames>(50);

/**
 * The lines of an address as its country writes them, with the country's name in the reader's language (`locale`,
 * BCP 47). Elsewhere the postcode stands before the town, as most of the world has it.
 * https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions
 */
export function addressLines(address: Address, locale: string): string[] {
  const { line1, line2, town, region, postcode } = address;
  const country = address.country?.toUpperCase() ?? '';
  const place = POSTCODE_LAST.has(country)
    ? [join(', ', town, join(' ', region, postcode))]
    : POSTCODE_ALONE.has(country)
      ? [town, region, postcode]
      : [join(' ', postcode, town), region];
  return [line1, line2, ...place, nameOf(country, locale)].filter((line): line is string => Boolean(line));
}

const join = (separator: string, ...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part).join(separator);

/** The country's name; its code where it is none that has a name. */
function nameOf(country: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  const names = countryNames(
    locale,
    () => new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }),
  );
  return names.of(country) ?? country;
}
