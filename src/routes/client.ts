const MOST_ADDRESS = 45;
const MOST_AGENT = 200;

/** https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-connecting-ip */
export const ipOf = (headers: Headers): string | null =>
  trimmed(headers.get('cf-connecting-ip'), MOST_ADDRESS);

/** What a client says of itself. */
export const agentOf = (headers: Headers): string | null => trimmed(headers.get('User-Agent'), MOST_AGENT);

/** Two letters, or null where Cloudflare does not know the country, or it is Tor. */
export function countryOf(headers: Headers): string | null {
  const code = headers.get('cf-ipcountry') ?? '';
  return /^[A-Z]{2}$/.test(code) && code !== 'XX' ? code : null;
}

/** A text in a stated length and without control characters. */
function trimmed(text: string | null, most: number): string | null {
  const plain = text?.replaceAll(/\p{C}/gu, '').trim() ?? '';
  return plain === '' ? null : plain.slice(0, most);
}
