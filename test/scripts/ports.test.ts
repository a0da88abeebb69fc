import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts, portsFrom, takenPorts } from '../../scripts/stack/ports.ts';

describe('the ports of a local stack', () => {
  it('are the usual ones unless a variable names another', () => {
    expect(portsFrom({})).toEqual({ ports: { app: 8787, sandbox: 12111, smtp: 1025, mailbox: 1080 } });
    expect(portsFrom({ QUITTANCE_PORT: '9000', QUITTANCE_MAILBOX_PORT: '' })).toMatchObject({
      ports: { app: 9000, mailbox: 1080 },
    });
  });

  it.each(['0', '65536', 'http', '80.5', '-1'])(
    'cannot be %s, which is said with the name of the variable',
    (port) => {
      expect(portsFrom({ QUITTANCE_SMTP_PORT: port })).toEqual({
        problems: [`QUITTANCE_SMTP_PORT has to be a port from 1 to 65535, not ${port}.`],
      });
    },
  );

  it('cannot be the same twice', () => {
    expect(portsFrom({ QUITTANCE_PORT: '1080' })).toEqual({
      problems: ['QUITTANCE_MAILBOX_PORT and QUITTANCE_PORT are the same port, 1080.'],
    });
  });

  it('that somebody holds are named with what they are for and how to choose others', async () => {
    const ports = await freePorts();
    expect(await takenPorts(ports)).toEqual([]);
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(ports.sandbox, '127.0.0.1', resolve));
    const [sentence, ...others] = await takenPorts(ports);
    expect(sentence).toContain(`Port ${ports.sandbox}, for the Stripe sandbox, is taken`);
    expect(sentence).toContain('QUITTANCE_SANDBOX_PORT=');
    expect(others).toEqual([]);
    await new Promise((resolve) => holder.close(resolve));
  });
});
