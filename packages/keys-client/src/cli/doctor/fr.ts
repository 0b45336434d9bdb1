import type { ProviderState } from './diagnosis'
import { causesAtTheDashboard } from './fr/causes-at-the-dashboard'
import { causesInThePool } from './fr/causes-in-the-pool'
import { causesOnTheWay } from './fr/causes-on-the-way'
import { count, listed, setting, streamRefusal } from './fr/words'
import type { DoctorMessages } from './messages'
import { duration } from './times'

const polled = 'Les changements sont relevés toutes les 10 s au plus.'

const state = ({ ready, resting, disabled }: ProviderState): string =>
  [
    count(ready, 'prête'),
    `${resting} au repos`,
    disabled === null ? '' : count(disabled, 'désactivée'),
  ]
    .filter(Boolean)
    .join(', ')

/** What `keys doctor` says in French. */
export const fr: DoctorMessages = {
  title: (address) => `keys doctor : ${address ?? 'aucune adresse'}`,
  cause: 'Cause :',
  fix: 'À faire :',
  warning: 'Attention :',
  healthy: 'Tout va bien : une application reçoit une clé.',
  usable: 'Une application reçoit une clé, et pourtant :',
  moreProviders: (more) => `et ${more} de plus`,
  state,
  checks: {
    settings: 'réglages',
    name: 'nom d’hôte',
    connection: 'connexion',
    tls: 'TLS',
    dashboard: 'tableau de bord',
    secret: 'secret',
    database: 'base de données',
    clock: 'horloge',
    provider: 'fournisseur',
    keys: 'clés',
    rests: 'pauses',
    stream: 'flux',
  },
  details: {
    settings: ({ source }) => `adresse lue dans ${setting(source)}`,
    name: ({ host, addresses }) =>
      addresses.includes(host) ? host : `${host} désigne ${listed(addresses)}`,
    connection: ({ address, port }) => `${address} accepte sur le port ${port}`,
    tls_unused: () => 'non utilisé : http://',
    tls: () => 'certificat reconnu',
    dashboard: () => 'reconnu',
    secret: () => 'accepté',
    database: () => 'répond',
    clock: () => 'celle du tableau de bord, à une minute près',
    clock_unknown: () => 'la réponse ne donne pas l’heure',
    provider: ({ names }) => listed(names),
    keys: ({ active, disabled }) =>
      [count(active, 'active'), disabled === null ? '' : count(disabled, 'désactivée')]
        .filter(Boolean)
        .join(', '),
    rests: ({ ready, active, model }) =>
      `${count(ready, 'prête')} sur ${active}${model ? ` pour ${model}` : ''}`,
    stream: () => 'ouvert : les changements arrivent aussitôt',
  },
  causes: { ...causesOnTheWay, ...causesAtTheDashboard, ...causesInThePool },
  warnings: {
    clock_off: ({ offMs, direction }) => ({
      short: `${direction === 'ahead' ? 'en avance' : 'en retard'} de ${duration(offMs, 'fr')}`,
      what: `L’horloge de cette machine ${direction === 'ahead' ? 'avance' : 'retarde'} de ${duration(offMs, 'fr')} sur celle du tableau de bord.`,
    }),
    providers_without_key: ({ providers }) => ({
      short: `aucune prête : ${listed(providers)}`,
      what: `Aucune clé n’est prête chez ${listed(providers)} : demandez pourquoi avec --provider.`,
    }),
    model_resting: ({ model, ready, keys, others }) => ({
      short: `${count(ready, 'prête')} sur ${keys} pour ${model}${others > 0 ? `, et ${others} modèles de plus` : ''}`,
      what: `Des clés sont au repos pour un seul modèle : demandez pourquoi avec --model ${model}.`,
    }),
    stream_silent: () => ({
      short: 'muet : quelque chose le retient en chemin',
      what: `Aucun événement du flux n’arrive : faites-le passer par le proxy sans tampon. ${polled}`,
    }),
    stream_refused: ({ reason }) => ({
      short: `bloqué : ${streamRefusal(reason)}`,
      what: `Le flux ne s’ouvre pas (${streamRefusal(reason)}) : laissez-le passer par le proxy. ${polled}`,
    }),
  },
}
