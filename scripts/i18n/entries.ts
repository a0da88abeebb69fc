import { type Language, pluralForms } from './languages.ts';
import { type Dictionary, type Group, type Message, messagesIn } from './tree.ts';

/** One text to translate. */
export type Entry = {
  /** `portal.signIn.title`, and for one of several forms `portal-settings.verify.tries#one`. */
  readonly id: string;
  readonly key: string;
  readonly form: string;
  readonly dictionary: Dictionary;
  readonly way: readonly Group[];
  readonly message: Message;
  /** Numbers that take this form, where it is a plural. */
  readonly counts: readonly number[];
  readonly english: string;
  /** What the language says now; empty where it says nothing yet, or has one text for every number. */
  readonly current: string;
  readonly isTranslated: boolean;
};

/** Everything there is to translate into a language, in the order of English. */
export function entriesFor(tag: string, english: Language, target: Language): readonly Entry[] {
  const plurals = pluralForms(tag);
  return english.dictionaries.flatMap((dictionary) =>
    messagesIn(dictionary.children).flatMap(({ path, message, way }): Entry[] => {
      const key = `${dictionary.file}.${path}`;
      const own = target.texts.get(key);
      return formsOf(message, plurals).flatMap((form) => {
        const source = message.forms.get(form) ?? message.forms.get('other') ?? '';
        // A space between sentences is no text: a language gets it from English, or has its own.
        if (source.trim() === '') return [];
        const current = own?.get(form) ?? (form === 'other' ? own?.get('') : undefined) ?? '';
        const id = form === '' ? key : `${key}#${form}`;
        const counts = message.choice?.by === 'plural' ? (plurals.get(form) ?? []) : [];
        return [
          {
            id,
            key,
            form,
            dictionary,
            way,
            message,
            counts,
            english: source,
            current,
            isTranslated: own !== undefined,
          },
        ];
      });
    }),
  );
}

function formsOf({ choice, forms }: Message, plurals: ReadonlyMap<string, unknown>): readonly string[] {
  return choice?.by === 'plural' ? [...plurals.keys()] : [...forms.keys()];
}

/** The names in braces, each once. */
export const placesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)),
];

/**
 * Which places a text of this entry has to have: those of English. A plural form for one number (in French for zero
 * and one) may leave it out, as English does in “a day before”.
 */
export function placesOf({ english, message, counts }: Entry): { required: string[]; allowed: string[] } {
  const count = message.choice?.by === 'plural' ? message.choice.parameter : null;
  const inEnglish = [...new Set([...placesIn(english), ...placesIn(message.forms.get('other') ?? '')])];
  const isForOne = count !== null && counts.length <= 2;
  const required = inEnglish.filter((name) => !(isForOne && name === count));
  return { required, allowed: count === null ? required : [...new Set([...required, count])] };
}
