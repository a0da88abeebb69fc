import { memo } from '../memo.ts';
import { ADDRESS_FORMATS, LATIN_FORMATS } from './address-formats.ts';

/** A postal address; every part may be missing. `country` is ISO 3166-1 alpha-2. */
export type Address = {
  readonly line1?: string | null;
  readonly line2?: string | null;
  readonly town?: string | null;
  readonly region?: string | null;
  readonly postcode?: string | null;
  readonly country?: string | null;
};

const countryNames = memo<string>(500);
/** A business's own stands on every page of it. */
const written = memo<readonly string[]>(200);

/** What most of the world writes: the postcode in front of the town. */
const USUAL = '%A%n%Z %C';
const FORMATS = new Map(
  Object.entries(ADDRESS_FORMATS).flatMap(([countries, format]) =>
    countries.split(' ').map((country) => [country, format] as const),
  ),
);
const FIELD = /%[ASCZ]/g;
const LATIN = /\p{Script=Latin}/u;
const OWN_SCRIPT = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * The lines of an address as its country writes them, which in Japan and China begin with the largest part, with the
 * country's name in the reader's language (`locale`, BCP 47), unless it goes without saying.
 */
export function addressLines(
  address: Address,
  locale: string,
  { isAtHome = false }: { readonly isAtHome?: boolean } = {},
): string[] {
  const { line1, line2, town, region, postcode } = address;
  const country = address.country?.toUpperCase() ?? '';
  const name = isAtHome ? '' : nameOf(country, locale);
  const key = JSON.stringify([line1, line2, town, region, postcode, country, name]);
  return [...written(key, () => write(address, country, name))];
}

function write({ line1, line2, town, region, postcode }: Address, country: string, name: string): string[] {
  const parts = { '%A': line1, '%C': town, '%S': region, '%Z': postcode };
  const lines = completed(formatOf(country, Object.values(parts).join('')), parts)
    .split('%n')
    .flatMap((format) => {
      const line = filled(format, parts);
      return format.includes('%A') ? [line, line2 ?? ''] : [line];
    });
  return [...lines, name].filter((line) => line !== '');
}

type Parts = Readonly<Record<string, string | null | undefined>>;

/** The order of the address's script: Japan and China write their own from the largest part down, and Latin letters up. */
function formatOf(country: string, text: string): string {
  const latin = LATIN_FORMATS[country];
  if (latin !== undefined && LATIN.test(text) && !OWN_SCRIPT.test(text)) return latin;
  return FORMATS.get(country) ?? USUAL;
}

/** With a place for each part that is given, though letters of that country go without it. */
function completed(format: string, parts: Parts): string {
  const lines = format.split('%n');
  const lacks = (part: string) => Boolean(parts[part]) && !format.includes(part);
  const after = (part: string) => lines.findIndex((line) => line.includes(part)) + 1;
  if (lacks('%C')) lines.splice(after('%A'), 0, '%C');
  if (lacks('%S')) lines.splice(after('%C') || lines.length, 0, '%S');
  if (lacks('%Z')) lines.push('%Z');
  return lines.join('%n');
}

/** A line with its parts; what stands between two of them is left out where one is missing. */
function filled(format: string, parts: Parts): string {
  const between = format.split(FIELD);
  const fields = format.match(FIELD) ?? [];
  let line = '';
  for (const [index, field] of fields.entries()) {
    const text = parts[field];
    if (!text) continue;
    const lead = between[index] ?? '';
    line += index === 0 || line !== '' ? lead + text : text;
  }
  return line;
}

/** The country's name; its code where it is none that has a name. */
function nameOf(country: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  const name = () =>
    new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(country) ?? country;
  return countryNames(`${locale} ${country}`, name);
}
