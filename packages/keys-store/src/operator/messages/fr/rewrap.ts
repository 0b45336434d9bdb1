import type { Messages } from '..'

const number = new Intl.NumberFormat('fr')
const rowsOf = (rows: number) => `${number.format(rows)} ${rows < 2 ? 'ligne' : 'lignes'}`

const someOf = (ids: readonly string[]) =>
  `${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}`

export const rewrap: Messages['rewrap'] = {
  moving: 'Déplacement des clés',
  progress: (done, total) => `${number.format(done)} lignes vues sur ${number.format(total)}`,
  headings: { kek: 'Clé', rows: 'Lignes', advice: 'Dans KEYS_ENCRYPTION_KEYS' },
  inClear: '(en clair)',
  advice: {
    current: 'à garder : elle scelle ce qui est nouveau',
    needed: 'à garder : des lignes en ont besoin',
    removable: 'peut être retirée, une fois que chaque processus a la nouvelle valeur',
    absent: 'manquante : ajoutez-la, ses lignes sont illisibles',
    clear: 'encore en clair : lancez keys rewrap',
  },
  moved: (rows) => `${rowsOf(rows)} ${rows < 2 ? 'déplacée' : 'déplacées'}.`,
  nothing: 'Rien à déplacer.',
  due: (rows) => `${rowsOf(rows)} à déplacer. Lancez : keys rewrap`,
  failed: (ids) =>
    `${rowsOf(ids.length)} ${ids.length < 2 ? 'n’a pu être ouverte' : 'n’ont pu être ouvertes'}, ` +
    `sans être ${ids.length < 2 ? 'modifiée' : 'modifiées'} : ${someOf(ids)}. Ajoutez à ` +
    'KEYS_ENCRYPTION_KEYS la clé qui les a scellées, ou retirez ces clés dans le tableau de bord.',
}
