import { memo } from '../../domain/memo.ts';
import { LANGUAGES } from '../../domain/reader/languages.ts';
import { type Html, html, NOTHING } from '../html.ts';
import type { Speech } from '../i18n/speech.ts';

/** The same page in our other languages, each under its own name; without a script, since each is an address. */
export function languageSwitch({
  speech,
  query = null,
}: {
  readonly speech: Speech;
  readonly query?: string | null | undefined;
}): Html {
  if (query === null) return NOTHING;
  return html`
    <nav class="languages screen" aria-label="${speech.words.pages.language}">
      ${LANGUAGES.map((language) => {
        const name = nameOf(language);
        if (language === speech.language) return html`<b lang="${language}" aria-current="true">${name}</b> `;
        const address = `?${query === '' ? '' : `${query}&`}lang=${language}`;
        return html`<a href="${address}" lang="${language}" hreflang="${language}" rel="nofollow">${name}</a> `;
      })}
    </nav>
  `;
}

const names = memo<string>(50);

/** A language as it calls itself, with a capital as in a list of names. */
const nameOf = (language: string): string =>
  names(language, () => {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  });
