import type { Messages } from '..'

export const envFile: Messages['envFile'] = {
  invalid_name: ({ detail }) => `${detail} ne peut pas être le nom d’une variable.`,
  not_representable: ({ file, detail }) =>
    'La clé contient des caractères qu’un fichier d’environnement ne peut rendre à la fois pour Next et pour un shell : ' +
    `${detail} reste tel quel dans ${file}. Vérifiez la clé dans le tableau de bord.`,
  not_text: ({ file }) => `${file} n’est pas un texte, ou est en UTF-16. Enregistrez-le en UTF-8.`,
  too_large: ({ file }) =>
    `${file} est trop gros pour un fichier d’environnement. Vérifiez le chemin.`,
  ambiguous: ({ file, detail }) =>
    `${file} contient un guillemet qui n’est pas fermé : une ligne pour ${detail} n’y aurait pas le sens voulu. Fermez-le.`,
  not_a_file: ({ file }) =>
    `${file} n’est pas un fichier. Donnez le chemin d’un fichier d’environnement.`,
  folder_missing: ({ file }) =>
    `Le dossier de ${file} n’existe pas. Créez-le, ou vérifiez le chemin.`,
  not_readable: ({ file, detail }) =>
    `${file} est illisible (${detail}). Vérifiez ses droits d’accès.`,
  not_writable: ({ file, detail }) =>
    `${file} ne peut être remplacé (${detail}). Son dossier doit être accessible en écriture, et le fichier ne doit pas être un point de montage.`,
  disk_full: ({ file, detail }) => `La place manque pour écrire ${file} (${detail}). Libérez-en.`,
  not_owner: ({ file }) =>
    `${file} appartient à un autre utilisateur, qui ne pourrait plus le lire. Lancez la commande sous son nom, ou en root.`,
  locked: ({ file, detail }) =>
    `Une autre commande modifie ${file}. Attendez qu’elle finisse ; s’il n’y en a pas, supprimez ${detail}.`,
  changed_meanwhile: ({ file }) =>
    `Quelque chose modifie sans cesse ${file}. Arrêtez-le, puis réessayez.`,
  tracked: ({ file }) =>
    `git suit ${file}, et publierait la clé. Lancez git rm --cached sur ce fichier, et ajoutez-le à .gitignore.`,
  git_unavailable: ({ file }) =>
    `${file} est dans un dépôt git, et git ne peut être lancé pour savoir s’il le suit. Installez git.`,
  git_refused: ({ file, detail }) =>
    `git ne dit pas s’il suit ${file} (${detail}). Lancez git status dans son dossier, et réparez ce qu’il signale.`,
  failed: ({ file, detail }) => `${file} n’a pas pu être modifié (${detail}).`,
}
