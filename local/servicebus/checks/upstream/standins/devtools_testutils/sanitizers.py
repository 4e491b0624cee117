"""Recordings are cleaned of secrets by these; here nothing is recorded."""


def add_remove_header_sanitizer(**_):
    """Has no recording to clean."""


add_general_regex_sanitizer = add_remove_header_sanitizer
add_oauth_response_sanitizer = add_remove_header_sanitizer
