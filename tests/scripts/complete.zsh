# SPDX-License-Identifier: MIT
#
# Prints what zsh offers for command lines, as LINE|CANDIDATE, and the line that it makes of each, as
# LINE>COMPLETED, by pressing TAB in an interactive zsh on a pseudo-terminal. Usage: zsh -f complete.zsh DIRECTORY_OF_COMPLETIONS 'COMMAND LINE'...
zmodload zsh/zpty

zpty shell zsh -f -i
zpty -w shell "PROMPT= RPROMPT= PS2=; unsetopt zle_bracketed_paste; fpath=(${(q)1} \$fpath)"
zpty -w shell 'autoload -Uz compinit; compinit -D -u'
# Tells what is offered instead of inserting it.
zpty -w shell 'compadd() { local -a found; builtin compadd -O found "$@"
  (( $#found )) && print -rl -- "offered:"$^found; builtin compadd "$@" }'
zpty -w shell 'tell() { zle complete-word; print -r -- "completed:"$BUFFER; print -r -- "all:""told" }; zle -N tell; bindkey "^I" tell'
zpty -w shell 'print "set:""up"'
zpty -r -m shell answer '*set:up*'
for command_line in "${@:2}"; do
  # Ctrl-U clears the line before.
  zpty -w -n shell $'\x15'"$command_line"$'\t'
  zpty -r -m shell answer '*all:told*'
  for line in ${(f)answer}; do
    [[ $line == *offered:* ]] && print -r -- "$command_line|${${line##*offered:}%%$'\r'*}"
    [[ $line == *completed:* ]] && print -r -- "$command_line>${${line##*completed:}%%$'\r'*}"
  done
done
zpty -d shell
