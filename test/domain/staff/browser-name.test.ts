import { expect, it } from 'vitest';
import { browserName } from '../../../src/domain/staff/browser-name.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';

it.each([
  ['Edge', 'Windows', `${WINDOWS} ${WEBKIT} Chrome/120.0 Safari/537.36 Edg/120.0`],
  [
    'Edge',
    'Android',
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/120.0 Mobile Safari/537.36 EdgA/120.0`,
  ],
  [
    'Edge',
    'iPhone',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) ${WEBKIT} EdgiOS/120 Safari/605.1`,
  ],
  ['Opera', 'Linux', `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/120.0 Safari/537.36 OPR/106.0`],
  [
    'Samsung Internet',
    'Android',
    `Mozilla/5.0 (Linux; Android 13; SM-S901B) ${WEBKIT} SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36`,
  ],
  [
    'Firefox',
    'macOS',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Gecko/20100101 Firefox/120.0',
  ],
  ['Firefox', 'iPad', `Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) ${WEBKIT} FxiOS/120.0 Safari/605.1.15`],
  ['Chrome', 'ChromeOS', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/120.0 Safari/537.36`],
  [
    'Chrome',
    'iPhone',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) ${WEBKIT} CriOS/120.0 Safari/604.1`,
  ],
  ['Chrome', 'Linux', `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/120.0 Safari/537.36`],
  [
    'Safari',
    'macOS',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/17.0 Safari/605.1.15`,
  ],
  [null, null, 'curl/8.4.0'],
  [null, null, ''],
  [null, null, null],
])('a browser that people call %s on %s', (browser, system, userAgent) => {
  expect(browserName(userAgent)).toEqual({ browser, system });
});
