// SPDX-License-Identifier: MIT
//
// What the fake Plex knows: the accounts, tokens and sources that tests and the demo may use. Every
// value is invented. How an account or a source looks as JSON is left to fake_plex_payloads.hpp and
// fake_plex_sources.hpp.
//
//   user name      e-mail              password         signing in
//   dana           dana@example.org    dana_password    works; owns the server
//   frida          frida@example.org   libre            works; a free account
//   robin          robin@example.org   open-sesame      wants the code 123456
//   emil           emil@example.org    letters-only     works with the e-mail address only
//   lena           lena@example.org    (any)            is locked out
//   rita           rita@example.org    (any)            is rate limited
//
//   token                plex.tv                     the server
//   dana_token           dana                        admin
//   dana_jwt             dana                        401
//   frida_token          frida                       401
//   robin_token          robin                       401
//   emil_token           emil                        401
//   kid_token            the managed user Kid        transient tokens only
//   shared_user_token    401                         transient tokens only
//   attic_access_token   401                         admin
//   cellar_access_token  401                         401; below /cellar transient tokens only
//   revoked_token        422                         401
//   expired_jwt          498                         401
//   rate_limited_token   429                         401
//   unknown_token        401                         401
//
// Below /cellar, the server that robin shares with dana, every token but cellar_access_token and
// transient tokens is 401. A token of plex.tv that was signed out there is 401 until a new sign-in
// hands it out.
#pragma once

namespace plex::test {

inline constexpr const char* dana_username = "dana";
inline constexpr const char* dana_email = "dana@example.org";
inline constexpr const char* dana_password = "p+w & = % \"ü漢";
inline constexpr const char* dana_token = "dana-ADMIN-token_001";

/// Not a real JWT: header `{"alg":"EdDSA","typ":"JWT"}`, payload `{"user":"dana"}`, no signature.
inline constexpr const char* dana_jwt =
    "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoiZGFuYSJ9.invented-signature";

inline constexpr const char* frida_username = "frida";
inline constexpr const char* frida_email = "frida@example.org";
inline constexpr const char* frida_password = "libre";
inline constexpr const char* frida_token = "frida-FREE-token_003";
/// The first whole number that a double cannot hold.
inline constexpr const char* frida_id = "9007199254740993";

inline constexpr const char* robin_username = "robin";
inline constexpr const char* robin_email = "robin@example.org";
inline constexpr const char* robin_password = "open-sesame";
inline constexpr const char* robin_code = "123456";
inline constexpr const char* robin_token = "robin-2FA-token_0002";

inline constexpr const char* emil_username = "emil";
inline constexpr const char* emil_email = "emil@example.org";
inline constexpr const char* emil_password = "letters-only";
inline constexpr const char* emil_token = "emil-EMAIL-token_006";

inline constexpr const char* lena_username = "lena";
inline constexpr const char* lena_email = "lena@example.org";
inline constexpr const char* rita_username = "rita";
inline constexpr const char* rita_email = "rita@example.org";

inline constexpr const char* kid_title = "Kid";
inline constexpr const char* kid_token = "kid-MANAGED-token_04";

inline constexpr const char* shared_user_token = "shared-USER-token_05";
/// The tokens of the servers in Dana's resources.
inline constexpr const char* attic_access_token = "attic-SERVER-token_1";
inline constexpr const char* cellar_access_token = "cellar-SHARED-tok_11";
inline constexpr const char* revoked_token = "revoked-OLD-token_07";
inline constexpr const char* rate_limited_token = "rate-LIMIT-token_008";
inline constexpr const char* unknown_token = "nobody-NONE-token_09";
/// Payload `{"exp":1}`.
inline constexpr const char* expired_jwt =
    "eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJleHAiOjF9.invented-signature";

/// The first transient token of a fake Plex; the last group of digits counts up from 1.
inline constexpr const char* first_transient_token =
    "transient-7d1c2a90-1b44-4e0c-9a55-000000000001";

/// What any account but the managed one gets for a new server.
inline constexpr const char* claim_token_of_dana = "claim-inventedClaim_0001";

/// The first codes of a fake Plex, of a sign-in by each kind of code, and the first id.
inline constexpr const char* first_short_code = "7RQZ";
inline constexpr const char* first_strong_code = "i3o1w4jxw45b8i5v9inscymih";
inline constexpr const char* first_pin_id = "1000000001";
/// In the response about every code, where plex.tv says where the caller is: no output may hold it.
inline constexpr const char* pin_location_marker = "invented-place-of-the-caller";

// The servers in Dana's resources, besides the one at attic_identifier.

inline constexpr const char* cellar_identifier = "ce11a40000000000000000000000000000000b0b";
inline constexpr const char* barn_identifier = "ba4d00000000000000000000000000000000b0b1";
inline constexpr const char* first_loft_identifier = "10f700000000000000000000000000000000b0b2";
inline constexpr const char* second_loft_identifier = "10f700000000000000000000000000000000b0b3";

// The sources that the server knows. All but `attic` and `vod` are named after what is odd in their
// answer.

inline constexpr const char* attic_identifier = "a77100000000000000000000000000000000d01a";
/// `Device` is an object, `Connection` a list of a local, a remote and a relay one, booleans real.
inline constexpr const char* attic_source = "server://a77100000000000000000000000000000000d01a";
/// A cloud provider with one remote connection.
inline constexpr const char* vod_source = "provider://tv.plex.provider.vod";
/// `Device` is a list of one.
inline constexpr const char* device_list_source =
    "server://11570000000000000000000000000000000000e1";
/// `Device` is a list of two.
inline constexpr const char* two_devices_source =
    "server://220000000000000000000000000000000000dec5";
/// `Device` is an empty list.
inline constexpr const char* no_device_source = "server://000000000000000000000000000000000000dec0";
/// `Connection` is a single object.
inline constexpr const char* single_connection_source =
    "server://0e00000000000000000000000000000000c0ec71";
/// `Connection` is missing.
inline constexpr const char* no_connection_source =
    "server://000000000000000000000000000000000c0ec700";
/// Booleans are `"1"`, `"0"`, `1` and `0`, ports are strings.
inline constexpr const char* text_values_source =
    "server://7e870000000000000000000000000000000000a1";
/// No source of this server: the response has no `Device`.
inline constexpr const char* unknown_source = "server://dead000000000000000000000000000000000000";

}  // namespace plex::test
