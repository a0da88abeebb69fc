import type { customers } from '../../db/schema/index.ts';
import { unwritableIn } from '../../domain/document/writable.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import type { DraftInput } from './draft-input.ts';

const MOST_NAMED = 5;
const CANNOT = 'cannot be printed on the PDF: no font here has it. Write it another way.';
const CANNOT_ALL = 'cannot be printed on the PDF: no font here has them. Write them another way.';

/** What of a draft could not be printed on its PDF, in words, each by its place. */
export function unwritableProblems(
  draft: DraftInput,
  { legalName, address }: Pick<typeof customers.$inferSelect, 'legalName' | 'address'>,
): readonly FieldProblem[] {
  const own = [
    ...inside(draft.notes, 'notes'),
    ...inside(draft.details, ''),
    ...draft.lines.flatMap(({ description, details }, index) => [
      ...inside(description, `lines[${index}].description`),
      ...inside(details, `lines[${index}]`),
    ]),
    ...(draft.whole?.adjustments ?? []).flatMap(({ description }, index) =>
      inside(description, `adjustments[${index}].description`),
    ),
  ];
  return [
    ...own.map(({ path, characters }) => ({ path, message: said('', characters) })),
    ...ofCustomer('name', inside(legalName, '')),
    ...ofCustomer('address', inside(address, '')),
  ];
}

type Found = { readonly path: string; readonly characters: readonly string[] };

/** Every text within a value that has such characters, by its path. */
function inside(value: unknown, path: string): readonly Found[] {
  if (typeof value === 'string') {
    const characters = unwritableIn(value);
    return characters.length === 0 ? [] : [{ path, characters }];
  }
  if (Array.isArray(value)) return value.flatMap((each, index) => inside(each, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => inside(each, path === '' ? key : `${path}.${key}`));
}

function ofCustomer(what: 'name' | 'address', found: readonly Found[]): readonly FieldProblem[] {
  const characters = [...new Set(found.flatMap((each) => each.characters))];
  if (characters.length === 0) return [];
  return [{ path: 'customerId', message: said(`In the customer’s ${what}, `, characters) }];
}

function said(where: string, characters: readonly string[]): string {
  const named = characters.slice(0, MOST_NAMED).map((character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `“${character}” (U+${code})`;
  });
  const more = characters.length > MOST_NAMED ? ' and others' : '';
  return `${where}${named.join(', ')}${more} ${characters.length === 1 ? CANNOT : CANNOT_ALL}`;
}
