import { type Entry, placesOf } from './entries.ts';
import { EXAMPLES, filledIn } from './examples.ts';

/** A text's context for translators: its part of the product, its purpose, and its place. */
export function contextOf(entry: Entry, usedIn: readonly string[]): string {
  const { dictionary, way, message } = entry;
  const said = [dictionary.doc, ...way.map(({ doc }) => doc), message.doc].flatMap((doc) =>
    doc === null ? [] : [firstSentence(doc)],
  );
  const drawn = usedIn.length === 0 ? [] : [`Used in ${usedIn.join(', ')}.`];
  return [...said, ...formNote(entry), ...drawn].join(' ');
}

/** `{number} = NW-2026-0042`, for every place of the text. */
export const placesNote = (entry: Entry): string =>
  placesOf(entry)
    .required.map((name) => `{${name}} = ${EXAMPLES[name] ?? ''}`)
    .join('; ');

/** The English text as its reader sees it; empty where it has no places. */
export const exampleOf = ({ english }: Entry): string => {
  const example = filledIn(english);
  return example === english ? '' : example;
};

/** What is said of a file's type is for programmers. */
const firstSentence = (doc: string): string =>
  (/^.*?[.:;](?=\s|$)/.exec(`${doc}.`)?.[0] ?? doc).replace(/, in English|[.:;]+$/g, '').concat('.');

function formNote({ message, form, counts }: Entry): readonly string[] {
  const { choice } = message;
  if (choice === null) return [];
  if (choice.by === 'plural') return [`Where {${choice.parameter}} is ${listed(counts)}.`];
  return [`Where {${choice.parameter}} is ${form}.`];
}

const listed = (counts: readonly number[]): string =>
  counts.length > 4 ? `${counts.slice(0, 4).join(', ')} …` : counts.join(' or ');
