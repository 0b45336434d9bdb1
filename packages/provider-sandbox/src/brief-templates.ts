export const frenchBrief = `# {title}

## En bref

Présenter l’activité en une page d’accueil claire et recevoir des demandes qualifiées. Les visiteurs sont de nouveaux clients, sur téléphone d’abord, qui comparent deux ou trois prestataires.

## Portée

- **Inclus** : conception, intégration, textes de départ, mise en ligne, formation d’une heure.
- **Exclu** : paiement en ligne, application mobile, reprise d’anciennes données.

## Pages

1. **Accueil** : la promesse, trois preuves, un seul appel à l’action.
2. **Offre** : ce qui est compris, et pour qui.
3. **Réalisations** : trois projets, chacun avec son contexte et son résultat.
4. **À propos** : l’équipe, la méthode, l’adresse.
5. **Contact** : un formulaire court, un numéro, une réponse sous un jour ouvré.

## Questions à trancher

1. Qui fournit les photos et relit les textes ?
2. Le site parle-t-il une seule langue au lancement ?
3. Où arrivent les demandes : une boîte commune ou un outil déjà en place ?
4. Qui répond aux demandes, et les suit ?
5. Qu’est-ce qui fera dire, dans six mois, que le projet a réussi ?
`

export const englishBrief = `# {title}

## In short

Present the business on one clear home page and receive qualified enquiries. Visitors are new customers, on a phone first, who compare two or three suppliers.

## Scope

- **Included**: design, build, starting copy, launch, one hour of training.
- **Excluded**: online payment, a mobile app, migration of old data.

## Pages

1. **Home**: the promise, three proofs, a single call to action.
2. **Services**: what is included, and for whom.
3. **Work**: three projects, each with its context and its result.
4. **About**: the team, the method, the address.
5. **Contact**: a short form, a phone number, an answer within one working day.

## Questions to settle

1. Who supplies the photographs and reviews the copy?
2. Does the site speak a single language at launch?
3. Where do enquiries arrive: a shared inbox or a tool already in place?
4. Who answers enquiries, and follows them up?
5. What will make us say, in six months, that the project succeeded?
`
