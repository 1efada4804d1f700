/*
 * Where the program starts.
 */
int main(void)
{
    return 0;
}
