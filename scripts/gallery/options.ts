import { parseArgs } from 'node:util';
import { isView, VIEWS, type ViewName } from './views.ts';

export type GalleryOptions = {
  /** Any of them within a name is enough; none takes all. */
  readonly parts: readonly string[];
  readonly languages: readonly string[];
  readonly views: readonly ViewName[];
  readonly folder: string | null;
};

export const USAGE = `npm run gallery -- [PART OF A NAME…] [--language de,fr] [--view ${Object.keys(VIEWS).join(',')}] [--to FOLDER]`;

/** What is asked for on the command line; a sentence where it is nothing that there is. */
export function galleryOptions(
  argv: readonly string[],
  languages: readonly string[],
): GalleryOptions | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { language: { type: 'string' }, view: { type: 'string' }, to: { type: 'string' } },
    });
    const views = listed(values.view) ?? Object.keys(VIEWS);
    const unknown = views.find((view) => !isView(view));
    if (unknown !== undefined) {
      return { problem: `There is no view ${unknown}: choose of ${Object.keys(VIEWS).join(', ')}.` };
    }
    const wanted = listed(values.language) ?? languages;
    const malformed = wanted.find((tag) => !isTag(tag));
    if (malformed !== undefined) return { problem: `${malformed} is no language as in BCP 47.` };
    return { parts: positionals, languages: wanted, views: views.filter(isView), folder: values.to ?? null };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: error.message };
  }
}

const listed = (value: string | undefined): readonly string[] | null =>
  value === undefined ? null : value.split(',').map((part) => part.trim());

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
