import type { FrameView } from './frame-view.ts';
import { SCRIPT_PATH } from './script/index.ts';
import { TOOLS_WORDS as words } from './words/tools.ts';

type Part = { readonly frame: FrameView };

const findHref = ({ business }: FrameView): string | null =>
  business === null ? null : `/dashboard/${business.id}/find`;

/** The way to the search, which a script opens in place. */
export const FindLink = ({ frame }: Part) => {
  const href = findHref(frame);
  return href === null ? null : (
    <a class="find" href={href} data-palette>
      {words.find} <kbd>{words.paletteKeys}</kbd>
    </a>
  );
};

/** Where the page's script says what it did. */
export const Told = () => (
  <p
    class="hidden"
    id="told"
    role="status"
    data-drawn={words.drawn}
    data-changed={words.changed}
    data-show={words.show}
  />
);

/** The script of a business's pages, and the two windows that it opens. */
export const Tools = ({ frame }: Part) => {
  const href = findHref(frame);
  return href === null ? null : (
    <>
      <dialog id="palette" class="palette" aria-label={words.palette}>
        <form method="get" action={href}>
          <input
            type="text"
            name="search"
            enterkeyhint="search"
            role="combobox"
            aria-expanded="true"
            aria-controls="offers"
            aria-autocomplete="list"
            aria-label={words.field}
            placeholder={words.field}
            autocomplete="off"
            maxlength={200}
          />
        </form>
        <div
          id="offers"
          role="listbox"
          aria-label={words.offers}
          data-here={words.groups.here}
          data-page={words.groups.page}
        />
        <p class="small soft" role="status" data-none={words.none} data-count={words.count} />
      </dialog>
      <dialog id="keys" class="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">{words.keys}</h2>
        <dl>
          {words.sheet.map(([keys, what]) => (
            <Shortcut keys={keys} what={what} />
          ))}
          {frame.nav.flatMap(({ items }) =>
            items.map(({ key, label }) => key !== null && <Shortcut keys={`g ${key}`} what={label} />),
          )}
        </dl>
        <p class="radio">
          <input type="checkbox" id="keys-on" />
          <label for="keys-on">{words.keysOn}</label>
        </p>
        <form method="dialog">
          <button class="small-button">{words.close}</button>
        </form>
      </dialog>
      <script src={SCRIPT_PATH} defer />
    </>
  );
};

const Shortcut = ({ keys, what }: { readonly keys: string; readonly what: string }) => (
  <div>
    <dt>
      {keys.split(' ').map((key) => (
        <kbd>{key}</kbd>
      ))}
    </dt>
    <dd>{what}</dd>
  </div>
);
