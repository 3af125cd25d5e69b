-- A migration may take longer than the statement timeout that the database account may have for calls.
set local statement_timeout = 0;
