import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

export type Html = ReturnType<typeof html>;

/** A whole page. `title` and everything in `body` is escaped where it is made. */
export function layout(title: string, body: Html, options: { wide?: boolean } = {}): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body class="${options.wide ? 'wide' : ''}">
${body}
</body>
</html>`;
}

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The page as an answer. No script runs on it. */
export async function page(content: Html, status = 200): Promise<Response> {
  return new Response(String(await content), { status, headers: HEADERS });
}

/** Sends the browser on with a GET. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } });
}
