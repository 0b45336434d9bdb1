import { messages } from '../../messages'
import type { CauseTable } from '../messages'
import { moment } from '../times'
import { setting } from './words'

const hint = (elsewhere: string | null): string =>
  elsewhere ? ` A dashboard answers at ${elsewhere}.` : ''

const proxyHint = (variable: string | null): string =>
  variable ? ` ${variable} is set, but this client does not go through a proxy.` : ''

/** Settings, names, ports and certificates. */
export const causesOnTheWay = {
  url_malformed: ({ source }) => ({
    short: 'the address is not one',
    what:
      source === 'default'
        ? 'DASHBOARD_PORT is not a port: a number from 1 to 65535.'
        : `The address in ${setting(source)} is not an http:// or https:// URL without a user name.`,
    fix:
      source === 'default'
        ? 'Correct DASHBOARD_PORT, for example to 3001, or set DASHBOARD_INTERNAL_URL.'
        : `Correct ${setting(source)}: it looks like http://localhost:3001.`,
  }),
  in_clear: ({ address, source }) => ({
    short: 'http:// beyond this machine',
    what: 'Over http:// the secret and every key can be read on the way: no client sends them.',
    fix:
      `Set ${setting(source)} to ${address}. On a network that nobody else is on, ` +
      'INTERNAL_ALLOW_HTTP=yes is the exception.',
  }),
  secret_missing: () => ({
    short: 'no secret',
    what: 'There is no secret: INTERNAL_API_SECRET is not set, and no file of it is named.',
    fix: "Set INTERNAL_API_SECRET to one of the dashboard's, or name its file with --secret-file.",
  }),
  secret_malformed: ({ failure }) => ({
    short: 'malformed secret',
    what: failure.say(messages.en),
    fix: 'Copy the whole secret from INTERNAL_API_SECRET where the dashboard runs.',
  }),
  secret_file_unreadable: ({ failure }) => ({
    short: "the secret's file cannot be read",
    what: failure.say(messages.en),
    fix: 'Correct --secret-file or INTERNAL_API_SECRET_FILE, or let this user read the file.',
  }),
  host_unresolved: ({ host, reason, source, ignoredProxy }) => ({
    short: `not found (${reason})`,
    what: `The host name ${host} does not resolve (${reason}).`,
    fix: `Correct ${setting(source)}, or this machine's DNS.${proxyHint(ignoredProxy)}`,
  }),
  wrong_port: ({ host, port, source, elsewhere }) => ({
    short: `port ${port} refuses (ECONNREFUSED)`,
    what: `Nothing listens on port ${port} of ${host}: the connection is refused.${hint(elsewhere)}`,
    fix: elsewhere
      ? `Correct the port in ${setting(source)}.`
      : `Start the dashboard, or correct the port in ${setting(source)}.`,
  }),
  host_unreachable: ({ host, port, reason, source, ignoredProxy }) => ({
    short: `no way to port ${port} (${reason})`,
    what: `No connection to port ${port} of ${host} comes about (${reason}): a firewall, or another network.`,
    fix: `Let this machine reach it, or correct ${setting(source)}.${proxyHint(ignoredProxy)}`,
  }),
  https_to_plain_http: ({ address, source }) => ({
    short: 'the server speaks plain HTTP',
    what: 'The address says https://, but the server speaks plain HTTP on that port.',
    fix: `Set ${setting(source)} to ${address}, or put a TLS proxy in front of the server.`,
  }),
  http_to_tls: ({ address, source }) => ({
    short: 'the server speaks TLS',
    what: 'The address says http://, but the server speaks TLS on that port.',
    fix: `Set ${setting(source)} to ${address}.`,
  }),
  certificate_untrusted: ({ host, issuer, isSelfSigned }) => ({
    short: 'certificate not trusted',
    what: isSelfSigned
      ? `The certificate of ${host} is not trusted: it is self-signed.`
      : `The certificate of ${host} is not trusted: nobody here knows its authority (${issuer}).`,
    fix:
      'Set NODE_EXTRA_CA_CERTS to the PEM file of its authority, in the environment that starts ' +
      'the app: Node does not read it from .env.local.',
  }),
  certificate_expired: ({ host, at }) => ({
    short: 'certificate expired',
    what: `The certificate of ${host} expired on ${moment(at, 'en')}.`,
    fix: "Renew it on the server. If it is new, look at this machine's clock.",
  }),
  certificate_not_yet_valid: ({ host, at }) => ({
    short: 'certificate not valid yet',
    what: `The certificate of ${host} is not valid before ${moment(at, 'en')}.`,
    fix: "Look at this machine's clock first, then at the certificate.",
  }),
  certificate_wrong_host: ({ host, names, source }) => ({
    short: 'certificate of another host',
    what: `The certificate is for ${names.slice(0, 3).join(', ') || 'no name'}, not for ${host}.`,
    fix: `Put a name of the certificate in ${setting(source)}, or give the server one for ${host}.`,
  }),
  tls_failed: ({ host, reason }) => ({
    short: `no handshake (${reason})`,
    what: `The TLS handshake with ${host} fails (${reason}).`,
    fix: 'Look at the TLS versions and certificates of the server, or of the proxy before it.',
  }),
} satisfies Partial<CauseTable>
