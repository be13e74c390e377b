--@ The default of a recorded column (o), an expression that is executed: a literal or one of three calls, whatever the record says.
case
    when o.default_value ~ '^(null|true|false|CURRENT_TIMESTAMP|gen_random_uuid[(][)]|-?[0-9]+([.][0-9]+)?|''[][{}:,."a-zA-Z0-9 _-]*''(::[a-z ]+)?)$'
        then o.default_value
end
