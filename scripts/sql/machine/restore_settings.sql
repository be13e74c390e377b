--@ Puts back what caller_settings.sql remembered.
    perform set_config(s.key, s.value, true)
    from jsonb_each_text(caller_settings) as s;
