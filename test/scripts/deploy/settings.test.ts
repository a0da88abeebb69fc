import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMail } from '../../../scripts/deploy/mail.ts';
import { secretsFor } from '../../../scripts/deploy/secrets.ts';
import { settingsText } from '../../../scripts/deploy/settings.ts';
import { ANSWERS, NOTHING, OWN, THERE } from './fixtures.ts';

describe('the configuration', () => {
  const template = readFileSync('wrangler.toml', 'utf8');
  const settings = {
    accountId: 'a1',
    databaseId: 'd1',
    deploymentId: OWN,
    appUrl: 'https://billing.acme.example',
  };

  it('has the names, the variables and no secret; with a domain, neither workers.dev nor previews', () => {
    const text = settingsText(
      template,
      { ...ANSWERS, worker: 'quittance-staging', domain: 'billing.acme.example' },
      settings,
    );
    for (const line of [
      'account_id = "a1"',
      'routes = [{ pattern = "billing.acme.example", custom_domain = true }]',
      'name = "quittance-staging"',
      'database_id = "d1"',
      'queue = "quittance-staging-work"',
      'dead_letter_queue = "quittance-staging-work-dead"',
      'workers_dev = false',
      'preview_urls = false',
      `DEPLOYMENT_ID = "${OWN}"`,
      'SMTP_USER = "billing"',
      'ALARM_EMAIL = "a@acme.example"',
      '[assets]',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).not.toMatch(/hush|sk_test|"quittance-work"|smtp\.example\.com/);
  });

  it('has a bucket of its own name where its owner keeps files with invoices, and none otherwise', () => {
    const asked = template.replace(/^# (\[\[r2_buckets\]\])\n# (.*)\n# (.*)$/m, '$1\n$2\n$3');
    const text = settingsText(asked, { ...ANSWERS, worker: 'quittance-staging' }, settings);
    expect(text).toContain('[[r2_buckets]]\nbinding = "FILES"\nbucket_name = "quittance-staging-files"\n');
    expect(settingsText(template, ANSWERS, settings)).not.toMatch(/^bucket_name/m);
  });

  it('keeps the variables that its owner put into wrangler.toml', () => {
    const more =
      '[vars]\nRETENTION_DAYS = "jobs=20"\nALARM_EMAIL = "duty@acme.example"\nSMTP_SECURITY = "none"\n';
    const text = settingsText(template.replace('[vars]\n', more), ANSWERS, settings);
    expect(text.match(/^(?:RETENTION_DAYS|ALARM_EMAIL|SMTP_SECURITY) = .*$/gm)).toEqual([
      'SMTP_SECURITY = "starttls"',
      'RETENTION_DAYS = "jobs=20"',
      'ALARM_EMAIL = "duty@acme.example"',
    ]);
  });

  it('gives it brakes of its own: another Worker of the account counts apart', () => {
    const brakes = (deploymentId: string) =>
      settingsText(template, ANSWERS, { ...settings, deploymentId }).match(/(?<=^namespace_id = ")\d+/gm) ??
      [];
    const own = brakes(OWN);
    expect(own).toHaveLength(template.match(/^namespace_id/gm)?.length ?? 0);
    expect(brakes(OWN)).toEqual(own);
    expect(new Set([...own, ...brakes('quittance-other')]).size).toBe(2 * own.length);
  });

  it('binds Cloudflare’s Email Service where mail goes out by it', () => {
    const mail = { from: 'billing@acme.example', transport: 'binding' } as const;
    const text = settingsText(template, { ...ANSWERS, mail }, settings);
    expect(text).toContain('[[send_email]]\nname = "EMAIL"\n');
    expect(text).toContain('[[queues.consumers]]\nqueue = "quittance-mail-events"\n');
    expect(text).not.toContain('SMTP_');
    expect(text).toContain('workers_dev = true');
  });

  it('is refused where wrangler.toml has another shape', () => {
    expect(() => settingsText('name = "other"\n', ANSWERS, settings)).toThrow('name = "quittance"');
  });
});

describe('secrets', () => {
  const none = { operatorKey: null, webhookSecret: null };

  it('are made once: link keys of a Worker that has them are not touched', () => {
    expect(Object.keys(secretsFor({ facts: THERE, answers: ANSWERS }, none))).toEqual([
      'STRIPE_SECRET_KEY',
      'SMTP_PASSWORD',
    ]);
    const first = secretsFor(
      { facts: NOTHING, answers: ANSWERS },
      { operatorKey: 'k', webhookSecret: 'whsec_1' },
    );
    expect(first).toMatchObject({ STRIPE_WEBHOOK_SECRETS: 'whsec_1', OPERATOR_KEY: 'k' });
    expect(first.LINK_KEYS).toMatch(/^k1:[\w-]{43}$/);
  });

  it('and those that are given again are taken', () => {
    const answers = { ...ANSWERS, linkKeys: 'k7:abc' };
    expect(secretsFor({ facts: NOTHING, answers }, none).LINK_KEYS).toBe('k7:abc');
  });
});

describe('mail is said as a sender and a way', () => {
  it.each([
    [
      'billing@acme.example smtp://me:p%40ss@smtp.acme.example',
      { port: 587, security: 'starttls', password: 'p@ss' },
    ],
    ['billing@acme.example smtps://me:p@smtp.acme.example', { port: 465, security: 'tls' }],
    ['billing@acme.example cloudflare', { transport: 'binding' }],
  ])('%s', (text, wanted) => {
    expect(parseMail(text)).toMatchObject(wanted);
  });

  it.each([
    ['', 'Mail is said as'],
    ['billing@acme.example', 'Mail is said as'],
    ['billing@acme smtp://smtp.acme.example', 'domain without a dot'],
    ['billing@acme.example smtp://smtp.acme.example:25', 'port 25'],
    ['billing@acme.example smtp://me@smtp.acme.example', 'needs a password'],
    ['billing@acme.example http://smtp.acme.example', 'Mail is said as'],
  ])('%j is refused with what is right', (text, problem) => {
    expect(parseMail(text)).toMatchObject({ problem: expect.stringContaining(problem) });
  });
});
