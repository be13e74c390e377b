drop table reader;
