# SPDX-License-Identifier: MIT
# Completion of plex for bash. Made by plex-docs from the program's own definition of its options.

_plex_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_plex_files() {
  mapfile -t COMPREPLY < <(compgen -f -- "$1")
  compopt -o filenames 2>/dev/null
}

_plex() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=plex word
  # bash takes --name=value apart at the equals sign.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$command $word" in
      'plex auth'|'plex auth signin'|'plex auth whoami'|'plex auth transient-token'|'plex auth source-info'|'plex help'|'plex help auth'|'plex help auth signin'|'plex help auth whoami'|'plex help auth transient-token'|'plex help auth source-info'|'plex help environment'|'plex help exit-codes'|'plex help security') command="$command $word" ;;
    esac
  done
  COMPREPLY=()
  case $command in
    'plex')
      _plex_words 'auth help -h --help -V --version' "$current"
      ;;
    'plex auth')
      _plex_words 'signin whoami transient-token source-info -h --help -V --version' "$current"
      ;;
    'plex auth signin')
      case $previous in
        -o|--output) _plex_words 'table json tsv env' "$current"; return ;;
        --color) _plex_words 'auto always never' "$current"; return ;;
        --password-file|--cacert) _plex_files "$current"; return ;;
        -u|--username|--password|--code|--plex-tv-url|--field|--timeout|--connect-timeout|--retries|--retry-initial-interval|--retry-max-interval|--retry-exponent|--retry-max-elapsed|--resolve|--proxy|--client-id|--product|--client-version|--platform|--platform-version|--device|--device-name|--device-vendor|--model|--marketplace|-H|--header) return ;;
      esac
      _plex_words '-u --username --password --password-file --password-stdin --code --remember-me --plex-tv-url -o --output --json -q --quiet --field --timeout --connect-timeout --retries --retry-initial-interval --retry-max-interval --retry-exponent --retry-max-elapsed --retry-connection-errors --no-retry-connection-errors --cacert -k --insecure --resolve --proxy --allow-http --client-id --product --client-version --platform --platform-version --device --device-name --device-vendor --model --marketplace -H --header -h --help -v --verbose --no-input --color -V --version' "$current"
      ;;
    'plex auth whoami')
      case $previous in
        -o|--output) _plex_words 'table json tsv' "$current"; return ;;
        --color) _plex_words 'auto always never' "$current"; return ;;
        --token-file|--cacert) _plex_files "$current"; return ;;
        -t|--token|--plex-tv-url|--field|--timeout|--connect-timeout|--retries|--retry-initial-interval|--retry-max-interval|--retry-exponent|--retry-max-elapsed|--resolve|--proxy|--client-id|--product|--client-version|--platform|--platform-version|--device|--device-name|--device-vendor|--model|--marketplace|-H|--header) return ;;
      esac
      _plex_words '-t --token --token-file --show-token --plex-tv-url -o --output --json -q --quiet --field --timeout --connect-timeout --retries --retry-initial-interval --retry-max-interval --retry-exponent --retry-max-elapsed --retry-connection-errors --no-retry-connection-errors --cacert -k --insecure --resolve --proxy --allow-http --client-id --product --client-version --platform --platform-version --device --device-name --device-vendor --model --marketplace -H --header -h --help -v --verbose --no-input --color -V --version' "$current"
      ;;
    'plex auth transient-token')
      case $previous in
        -o|--output) _plex_words 'table json tsv env' "$current"; return ;;
        --color) _plex_words 'auto always never' "$current"; return ;;
        --token-file|--cacert) _plex_files "$current"; return ;;
        -t|--token|-s|--server|--field|--timeout|--connect-timeout|--retries|--retry-initial-interval|--retry-max-interval|--retry-exponent|--retry-max-elapsed|--resolve|--proxy|--client-id|--product|--client-version|--platform|--platform-version|--device|--device-name|--device-vendor|--model|--marketplace|-H|--header) return ;;
      esac
      _plex_words '-t --token --token-file -s --server -o --output --json -q --quiet --field --timeout --connect-timeout --retries --retry-initial-interval --retry-max-interval --retry-exponent --retry-max-elapsed --retry-connection-errors --no-retry-connection-errors --cacert -k --insecure --resolve --proxy --allow-http --client-id --product --client-version --platform --platform-version --device --device-name --device-vendor --model --marketplace -H --header -h --help -v --verbose --no-input --color -V --version' "$current"
      ;;
    'plex auth source-info')
      case $previous in
        --connection) _plex_words 'local remote relay' "$current"; return ;;
        -o|--output) _plex_words 'table json tsv env' "$current"; return ;;
        --color) _plex_words 'auto always never' "$current"; return ;;
        --token-file|--cacert) _plex_files "$current"; return ;;
        -t|--token|-s|--server|--field|--timeout|--connect-timeout|--retries|--retry-initial-interval|--retry-max-interval|--retry-exponent|--retry-max-elapsed|--resolve|--proxy|--client-id|--product|--client-version|--platform|--platform-version|--device|--device-name|--device-vendor|--model|--marketplace|-H|--header) return ;;
      esac
      _plex_words '-t --token --token-file -s --server --refresh --connection -o --output --json -q --quiet --field --timeout --connect-timeout --retries --retry-initial-interval --retry-max-interval --retry-exponent --retry-max-elapsed --retry-connection-errors --no-retry-connection-errors --cacert -k --insecure --resolve --proxy --allow-http --client-id --product --client-version --platform --platform-version --device --device-name --device-vendor --model --marketplace -H --header -h --help -v --verbose --no-input --color -V --version' "$current"
      ;;
    'plex help')
      _plex_words 'auth environment exit-codes security -h --help -V --version' "$current"
      ;;
    'plex help auth')
      _plex_words 'signin whoami transient-token source-info' "$current"
      ;;
    'plex help auth signin')
      _plex_words '' "$current"
      ;;
    'plex help auth whoami')
      _plex_words '' "$current"
      ;;
    'plex help auth transient-token')
      _plex_words '' "$current"
      ;;
    'plex help auth source-info')
      _plex_words '' "$current"
      ;;
    'plex help environment')
      _plex_words '' "$current"
      ;;
    'plex help exit-codes')
      _plex_words '' "$current"
      ;;
    'plex help security')
      _plex_words '' "$current"
      ;;
  esac
}

complete -F _plex plex
