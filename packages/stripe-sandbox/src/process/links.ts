import type { Link } from '../core/links.ts';
import { UsageError } from './options.ts';

/** Links as they are given to the process: `Shop=http://localhost:3000`. Throws a UsageError for what is none. */
export function parseLinks(texts: readonly string[]): Link[] {
  return texts.map((text) => {
    const [, name = '', url = ''] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? [];
    // Other schemes, such as javascript:, could run code when the link is pressed.
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new UsageError(`${text} is no link. Use NAME=http://….`);
    }
    return { name, url };
  });
}
