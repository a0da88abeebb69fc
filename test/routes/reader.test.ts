import { SELF } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';

const page = (path: string, headers: Record<string, string> = {}) =>
  SELF.fetch(`https://billing.test${path}`, { headers, redirect: 'manual' });

const languageIn = (html: string) => /<html lang="([^"]+)"/.exec(html)?.[1];

describe('a page of a stranger', () => {
  test('is in the first of the browser’s languages that we have', async () => {
    const answer = await page('/portal/sign-in', { 'Accept-Language': 'it, ja;q=0.8, fr;q=0.9' });
    expect(languageIn(await answer.text())).toBe('fr');
    expect(answer.headers.get('set-cookie') ?? '').not.toContain('language');
  });

  test('is in the language that was chosen there, now and on every later page', async () => {
    const chosen = await page('/portal/sign-in?lang=es', { 'Accept-Language': 'fr' });
    expect(languageIn(await chosen.text())).toBe('es');
    const cookie = chosen.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Host-quittance_language=es; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const later = await page('/i/nothing', { 'Accept-Language': 'fr', Cookie: cookie.split(';')[0] ?? '' });
    expect(languageIn(await later.text())).toBe('es');
  });

  test.each(['xx', 'ar', '<script>', '', 'de_DE'])(
    'is not in %j, which nothing is written in',
    async (lang) => {
      const answer = await page(`/portal/sign-in?lang=${encodeURIComponent(lang)}`, {
        'Accept-Language': 'de',
      });
      expect(languageIn(await answer.text())).toBe('de');
      expect(answer.headers.get('set-cookie') ?? '').not.toContain('language');
    },
  );

  test('leads to itself in the others, with what else its address asked for of ours', async () => {
    const html = await (await page('/portal/sign-in?next=%2Fportal%2Fsettings&x=//elsewhere.test')).text();
    expect(html).toContain('href="?next=%2Fportal%2Fsettings&amp;lang=ja"');
    expect(html).not.toContain('elsewhere.test');
    expect(html).toContain('<b lang="en" aria-current="true">English</b>');
  });
});

test('the API and the staff’s pages take no language of the browser', async () => {
  const answer = await page('/dashboard/sign-in?lang=de', { 'Accept-Language': 'de' });
  expect(answer.headers.get('set-cookie') ?? '').not.toContain('language');
  expect(languageIn(await answer.text())).toBe('en');
});
