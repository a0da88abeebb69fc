import { describe, expect, it } from 'vitest';
import { renderEmail } from '../../src/views/email/render.ts';
import { fileSize } from '../../src/views/file-size.ts';
import { hostedInvoicePage } from '../../src/views/hosted-invoice.ts';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { SETTING } from './email/gallery.ts';
import { ATTACHMENTS, invoice } from './fixtures.ts';

const pageOf = async (locale: string, attachments = ATTACHMENTS) =>
  hostedInvoicePage(invoice({ locale, attachments }), { speech: await speechFor(locale), nonce: 'n' });

describe('files that go with an invoice', () => {
  it.each(Object.keys(LANGUAGES))('are named on its page in %s, each with its size', async (locale) => {
    const { attachments: words } = (await speechFor(locale)).words;
    const page = await pageOf(locale);
    expect(page).toContain(words.list);
    for (const { name, bytes, url } of ATTACHMENTS) {
      expect(page).toContain(`href="${url}"`);
      expect(page).toContain(name);
      expect(page).toContain(fileSize(bytes, locale));
    }
    expect(await pageOf(locale, [])).not.toContain(words.list);
  });

  it('are written as names, whatever they hold', async () => {
    const page = await pageOf('en', [
      { name: '<img src=x>&"\u202e.pdf', bytes: 1, url: 'https://pay.example/f' },
    ]);
    expect(page).not.toContain('<img src=x>');
    expect(page).not.toContain('\u202e');
  });

  it.each(Object.keys(LANGUAGES))(
    'are said in the mail in %s to be in it, or where they are',
    async (locale) => {
      const { mail, list } = (await speechFor(locale)).words.attachments;
      const view = invoice({ locale, attachments: ATTACHMENTS });
      const drawn = (more: object, shown = view) =>
        renderEmail({ template: 'invoice_sent' }, shown, { ...SETTING, ...more });
      const attached = await drawn({ attachmentsBy: 'mail' });
      expect(attached.text).toContain(mail.attached);
      expect(attached.text).not.toContain(mail.linked);
      const linked = await drawn({ attachmentsBy: 'link' });
      expect(linked.text).toContain(mail.linked);
      expect(linked.text).not.toContain(mail.attached);
      expect(linked.html).toContain('作業報告書_2026年12月.xlsx');
      expect((await drawn({ attachmentsBy: 'mail' }, invoice({ locale }))).text).not.toContain(list);
    },
  );

  it('have a size that is read at a glance', () => {
    expect([80, 1_499, 312_400, 999_999, 2_460_000].map((bytes) => fileSize(bytes, 'en'))).toEqual([
      '1 kB',
      '1 kB',
      '312 kB',
      '1,000 kB',
      '2.5 MB',
    ]);
    expect(fileSize(2_460_000, 'de')).toBe('2,5 MB');
  });
});
