const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
};

const DATA = /<script type="application\/ld\+json">(.*?)<\/script>/s;

/** Without what only programs read of it. */
export const withoutData = (html: string): string => html.replace(DATA, '');

/** What programs read of it; null where there is nothing for them. */
export function dataIn(html: string): unknown {
  const [, json] = DATA.exec(html) ?? [];
  return json === undefined ? null : JSON.parse(json);
}

/** The text that a reader of HTML sees, as far as our own markup needs: tags out, entities read. */
export function textOf(html: string): string {
  return (
    html
      .replace(/<style>.*?<\/style>|<title>.*?<\/title>/gs, '')
      // An address within a sentence.
      .replace(/<a class="soft"[^>]*>(.*?)<\/a>/gs, '$1')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => ENTITIES[entity] ?? entity)
      .replace(/[ \t]+/g, ' ')
  );
}
